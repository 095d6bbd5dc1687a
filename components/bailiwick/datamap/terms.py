"""The words of a data map whose order or meaning the rules rely upon."""

from __future__ import annotations

from enum import StrEnum


class _Ordered(StrEnum):
    """Words in the order in which they are listed, the weakest first."""

    @property
    def rank(self) -> int:
        return list(type(self)).index(self)

    # Text has all four comparisons already, so each must be replaced.
    def __lt__(self, other: str) -> bool:
        return self.rank < type(self)(other).rank

    def __le__(self, other: str) -> bool:
        return self.rank <= type(self)(other).rank

    def __gt__(self, other: str) -> bool:
        return self.rank > type(self)(other).rank

    def __ge__(self, other: str) -> bool:
        return self.rank >= type(self)(other).rank


class Classification(_Ordered):
    """How bad it is if data reaches the wrong people."""

    PUBLIC = "public"
    INTERNAL = "internal"
    CONFIDENTIAL = "confidential"
    SPECIAL_CATEGORY = "special-category"


class PersonalData(_Ordered):
    """How far data can be traced to people."""

    NONE = "none"
    SYNTHETIC = "synthetic"
    ANONYMOUS = "anonymous"
    PSEUDONYMISED = "pseudonymised"
    IDENTIFIED = "identified"


class ElementKind(StrEnum):
    """What a data element is in the life of an AI system."""

    TRAINING_DATA = "training-data"
    FINE_TUNING_DATA = "fine-tuning-data"
    EVALUATION_DATA = "evaluation-data"
    SYNTHETIC_DATA = "synthetic-data"
    EMBEDDING = "embedding"
    MODEL_WEIGHTS = "model-weights"
    ADAPTER = "adapter"
    PROMPT = "prompt"
    OUTPUT = "output"
    FEEDBACK = "feedback"
    LOG = "log"
    TELEMETRY = "telemetry"
    METADATA = "metadata"
    BACKUP = "backup"
    KEY = "key"
    CODE = "code"
    CONTAINER_IMAGE = "container-image"
    UNKNOWN = "unknown"
    """Nobody has said yet; a rule asks."""


class ElementGroup(StrEnum):
    """The groups of which a map must hold an element, or say why there is none."""

    TRAINING_DATA = "training-data"
    WEIGHTS = "weights"
    PROMPTS = "prompts"
    OUTPUTS = "outputs"
    LOGS = "logs"
    TELEMETRY = "telemetry"
    BACKUPS = "backups"
    KEYS = "keys"
    CODE = "code"
    IMAGES = "images"


GROUPS = {
    ElementGroup.TRAINING_DATA: {
        ElementKind.TRAINING_DATA,
        ElementKind.FINE_TUNING_DATA,
        ElementKind.EVALUATION_DATA,
        ElementKind.SYNTHETIC_DATA,
    },
    ElementGroup.WEIGHTS: {ElementKind.MODEL_WEIGHTS, ElementKind.ADAPTER},
    ElementGroup.PROMPTS: {ElementKind.PROMPT},
    ElementGroup.OUTPUTS: {ElementKind.OUTPUT},
    ElementGroup.LOGS: {ElementKind.LOG, ElementKind.METADATA},
    ElementGroup.TELEMETRY: {ElementKind.TELEMETRY},
    ElementGroup.BACKUPS: {ElementKind.BACKUP},
    ElementGroup.KEYS: {ElementKind.KEY},
    ElementGroup.CODE: {ElementKind.CODE},
    ElementGroup.IMAGES: {ElementKind.CONTAINER_IMAGE},
}
"""Which kinds belong to each group."""


class SubjectGroup(StrEnum):
    """Whose data it is."""

    PATIENTS = "patients"
    INSURED = "insured"
    CUSTOMERS = "customers"
    USERS = "users"
    CITIZENS = "citizens"
    EMPLOYEES = "employees"
    APPLICANTS = "applicants"

    @property
    def is_workforce(self) -> bool:
        """Whether the Data Privacy Framework calls the data HR data."""
        return self in {SubjectGroup.EMPLOYEES, SubjectGroup.APPLICANTS}


class Sector(StrEnum):
    """What the controller does, as far as a law asks."""

    HEALTHCARE = "healthcare"
    STATUTORY_HEALTH_INSURANCE = "statutory-health-insurance"
    INSURANCE = "insurance"
    BANKING = "banking"
    PUBLIC = "public-administration"
    OTHER = "other"


class Entity(StrEnum):
    """What NIS 2 makes of the controller."""

    NONE = "none"
    IMPORTANT = "important"
    ESSENTIAL = "essential"


class Risk(StrEnum):
    """The AI Act's class of the system."""

    MINIMAL = "minimal"
    LIMITED = "limited"
    HIGH = "high"


class Access(StrEnum):
    """How data gets, or is seen, from one place in another."""

    COPY = "copy"
    REPLICATION = "replication"
    BACKUP = "backup"
    REMOTE_ACCESS = "remote-access"
    SUPPORT = "support"
    TELEMETRY = "telemetry"

    @property
    def looks_in(self) -> bool:
        """Whether people or systems at the far end look at data that stays: a transfer all the same."""
        return self in {Access.REMOTE_ACCESS, Access.SUPPORT, Access.TELEMETRY}


class Frequency(StrEnum):
    """How often a flow happens."""

    ONCE = "once"
    OCCASIONAL = "occasional"
    REGULAR = "regular"
    CONTINUOUS = "continuous"


class Network(StrEnum):
    """What a flow travels over."""

    PRIVATE = "private"
    VPN = "vpn"
    PUBLIC = "public"


class Encryption(_Ordered):
    """Who can use the keys of data at rest, from nobody needing any to the customer alone."""

    NONE = "none"
    PROVIDER = "provider"
    CUSTOMER = "customer"
    EXTERNAL = "external"
    CLIENT_SIDE = "client-side"


class Mechanism(StrEnum):
    """What carries a transfer; the names are those by which the atlas says what lifts a consequence."""

    ADEQUACY = "adequacy"
    SCC = "scc"
    BCR = "bcr"
    CODE_OF_CONDUCT = "code-of-conduct"
    CERTIFICATION = "certification"
    AD_HOC = "ad-hoc"
    DEROGATION = "derogation"
    CAC_SECURITY_ASSESSMENT = "cac-security-assessment"
    CAC_CERTIFICATION = "cac-certification"
    CAC_STANDARD_CONTRACT = "cac-standard-contract"
    FADP_LIST = "fadp-list"
    UK_REGULATIONS = "uk-regulations"
    IDTA = "idta"
    UK_ADDENDUM = "uk-addendum"


class Severable(StrEnum):
    """Whether a flow could be cut."""

    NECESSARY = "necessary"
    CONDITIONAL = "conditional"
    SEVERABLE = "severable"


class Severing(StrEnum):
    """What takes the place of a flow that is cut."""

    REGIONAL_SILO = "regional-silo"
    SYNTHETIC = "synthetic"
    ANONYMISE = "anonymise"
    AGGREGATE = "aggregate"
    FEDERATED = "federated"
    LOCAL_MIRROR = "local-mirror"
    LOCAL_MODEL = "local-model"
    LOCAL_SUPPORT = "local-support"
    DROP = "drop"
