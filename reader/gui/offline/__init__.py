"""Pictures saved for reading without a connection: its front door is downloader."""
