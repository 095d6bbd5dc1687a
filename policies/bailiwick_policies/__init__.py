"""The rules that keep an estate inside its boundary, and the policy pack made of them."""
