"""What a person does with pictures: looks at them, agrees to load them."""
