"""Where something may be put: the places that satisfy a demand, ranked, and why each other one does not.

Pure: nothing here knows Pulumi, a cloud or the network. There is no default place;
choosing one is the reader's.
"""

from bailiwick.placement.demand import Accelerators, Demand, Need
from bailiwick.placement.fleet import HOURS_A_MONTH, Fleet, NodeGroup
from bailiwick.placement.ranking import rank
from bailiwick.placement.verdict import Option, Ranking, Reason, Rejection, Remark
from bailiwick.placement.words import read_accelerators, read_needs

__all__ = [
    "HOURS_A_MONTH",
    "Accelerators",
    "Demand",
    "Fleet",
    "Need",
    "NodeGroup",
    "Option",
    "Ranking",
    "Reason",
    "Rejection",
    "Remark",
    "rank",
    "read_accelerators",
    "read_needs",
]
