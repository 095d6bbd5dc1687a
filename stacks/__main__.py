"""One stack per jurisdiction: reads its configuration, builds the platform, exports where things are."""

import pulumi

from bailiwick.platform import SovereignPlatform
from bailiwick.platform.configuration import read_configuration

configuration = read_configuration()
platform = SovereignPlatform(configuration.name, configuration.arguments())

if configuration.models_from is not None:
    pulumi.export("models_from", pulumi.StackReference(configuration.models_from).get_output("bucket_names"))
pulumi.export("jurisdiction", configuration.jurisdiction)
pulumi.export("network_id", platform.network_id)
pulumi.export("egress_ip", platform.egress_ip)
pulumi.export("key_ids", platform.key_ids)
pulumi.export("bucket_names", platform.bucket_names)
pulumi.export("cluster_id", platform.cluster_id)
pulumi.export("api_url", platform.api_url)
