"""What lies on disk of a library, and which sources it is made of."""
