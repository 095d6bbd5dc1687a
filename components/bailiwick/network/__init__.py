"""A private network of one country, with one way out."""

from bailiwick.network.args import PrivateNetworkArgs
from bailiwick.network.component import PrivateNetwork
from bailiwick.network.spec import PrivateNetworkSpec

__all__ = ["PrivateNetwork", "PrivateNetworkArgs", "PrivateNetworkSpec"]
