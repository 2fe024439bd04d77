"""What is being read: its controller, and what stands around it. The front door is session."""
