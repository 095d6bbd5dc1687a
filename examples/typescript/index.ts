import * as bailiwick from "@pulumi/bailiwick";

const platform = new bailiwick.SovereignPlatform("hospital", {
    jurisdiction: "FR",
    provider: "scaleway",
    region: "fr-par",
    zone: "fr-par-2",
    network: { cidr: "172.16.32.0/22" },
    buckets: [{ name: "letters", segment: "fine-tuning" }],
    cluster: {
        version: "1.36",
        apiAccess: ["192.0.2.0/28"],
        pools: [{ segment: "fine-tuning", accelerator: "H100", size: 1 }],
    },
});

export const apiUrl = platform.apiUrl;
