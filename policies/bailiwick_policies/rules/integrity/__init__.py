"""Rules about who controls the platform: state, identities, audit, deletion, waivers."""
