"""Patient letters on their way out of the country, in three ways. An ordinary Pulumi program."""

import pulumi
import pulumi_ovh as ovh
import pulumiverse_scaleway as scaleway

ovh_project = pulumi.Config().require("ovhProject")

# Two innocents: both say that they are in Paris.
network = scaleway.network.PrivateNetwork("ward", region="fr-par")
images = scaleway.registry.Namespace("models", region="fr-par", is_public=False)

# The first leak says so itself.
letters = scaleway.object.Bucket("letters", region="pl-waw")

# The second does too; the third does not, it only names its cluster.
cluster = ovh.cloudproject.Kube("inference", service_name=ovh_project, region="UK1")
nodes = ovh.cloudproject.KubeNodePool(
    "gpu",
    service_name=ovh_project,
    kube_id=cluster.id,
    flavor_name="l40s-90",
    desired_nodes=1,
)

# Perhaps no leak at all, but nobody can tell before it exists: its region comes out of another resource.
archive = scaleway.object.Bucket("archive", region=network.region)

pulumi.export("letters", letters.endpoint)
