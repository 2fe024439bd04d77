"""Pictures for the panes: decoded, kept in memory and on disk; front door: loader."""
