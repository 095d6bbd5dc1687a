import pulumi

import bailiwick

platform = bailiwick.SovereignPlatform(
    "hospital",
    {
        "jurisdiction": "FR",
        "provider": "scaleway",
        "region": "fr-par",
        "zone": "fr-par-2",
        "network": {"cidr": "172.16.32.0/22"},
        "buckets": [{"name": "letters", "segment": "fine-tuning"}],
        "cluster": {
            "version": "1.36",
            "api_access": ["192.0.2.0/28"],
            "pools": [{"segment": "fine-tuning", "accelerator": "H100", "size": 1}],
        },
    },
)
pulumi.export("api_url", platform.api_url)
