package main

import (
	"example.com/pulumi-bailiwick/sdk/go/bailiwick" // made by `pulumi install`
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		pool := bailiwick.NodePoolArgs{Segment: "fine-tuning", Accelerator: pulumi.StringRef("H100"), Size: pulumi.IntRef(1)}
		platform, err := bailiwick.NewSovereignPlatform(ctx, "hospital", &bailiwick.SovereignPlatformArgs{
			Jurisdiction: "FR",
			Provider:     "scaleway",
			Region:       "fr-par",
			Zone:         pulumi.StringRef("fr-par-2"),
			Network:      bailiwick.PlatformNetworkArgs{Cidr: pulumi.StringRef("172.16.32.0/22")},
			Buckets:      []bailiwick.PlatformBucketArgs{{Name: "letters", Segment: "fine-tuning"}},
			Cluster: bailiwick.PlatformClusterArgs{
				Version:   "1.36",
				ApiAccess: []string{"192.0.2.0/28"},
				Pools:     []bailiwick.NodePoolArgs{pool},
			},
		})
		if err != nil {
			return err
		}
		ctx.Export("apiUrl", platform.ApiUrl)
		return nil
	})
}
