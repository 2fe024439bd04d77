"""What is being read: one owner, and what stands around it; front door: controller."""
