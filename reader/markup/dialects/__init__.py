"""What sites and exporters write, turned into what they mean: on the source, before any parser."""
