"""What a user writes to get a bucket."""

from typing import NotRequired, TypedDict

import pulumi


class ObjectStoreArgs(TypedDict):
    """A bucket, the country its objects must stay in, the key that encrypts them and how long they are kept."""

    jurisdiction: str
    """ISO 3166-1 alpha-2 code of the country whose law must apply, e.g. ``FR``. Plain: known at preview."""
    provider: str
    """Who stores it: ``ovh`` or ``scaleway``. Plain: known at preview."""
    region: str
    """The provider's code of the region, inside ``jurisdiction``, e.g. ``fr-par`` or ``GRA``. There is no
    default region."""
    project_id: NotRequired[str]
    """The provider's project that owns the bucket, as quoted text. Default: that of the credentials."""
    segment: str
    """Which part of the platform its data belongs to, e.g. ``fine-tuning``. Plain: known at preview."""
    purpose: NotRequired[str]
    """What it holds, for people. Default: none."""
    bucket_name: NotRequired[str]
    """The bucket's name, unique among all customers of the provider. Default: made up from the resource's name."""
    key_id: NotRequired[pulumi.Input[str]]
    """Id of the key, in the same region; ``LocalKms.key_id``. Required at Scaleway, where buckets are encrypted with
    it, and for ``client-side``."""
    key_custody: NotRequired[str]
    """Who holds the key: ``customer-managed`` (the bucket encrypts with ``key_id``; not at OVHcloud), ``client-side``
    (clients encrypt with what ``key_id`` wraps), ``external`` (clients encrypt with keys the provider never sees) or
    ``provider-managed`` (not at Scaleway). Default: ``customer-managed``. Plain: known at preview."""
    access: NotRequired[str]
    """Who may read without being named in an IAM policy. Default and only value: ``private``, that is nobody."""
    keep_old_versions_days: NotRequired[int]
    """Days after which an overwritten or deleted object is really gone, 1 to 3650. Default: 30."""
    abort_uploads_days: NotRequired[int]
    """Days after which the parts of an unfinished upload are removed, 1 to 365. Default: 7."""
    lock_days: NotRequired[int]
    """Days during which no version can be deleted or overwritten, 1 to 36500. Default: 0, no lock. A bucket without
    lock cannot get one later."""
    lock_mode: NotRequired[str]
    """``governance``: holders of a special permission may lift the lock; ``compliance``: nobody may.
    Default: ``governance``."""
    deletion_protection: NotRequired[bool]
    """Whether Pulumi refuses to delete the bucket. Scaleway refuses while it is not empty, in any case;
    OVHcloud's provider empties it. Default: true."""
    replica_region: NotRequired[str]
    """At OVHcloud, another region of the jurisdiction in which a second bucket takes a copy. Default: none."""
    existing_bucket_id: NotRequired[pulumi.Input[str]]
    """Id of a bucket to use instead of a new one: with its region at Scaleway, its name at OVHcloud. Its settings stay
    whatever they are."""
