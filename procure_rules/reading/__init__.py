"""What stands below the facts: reading what people wrote."""
