"""What judges the clips of a toon camera: small networks, taught on drawings and never on generated clips."""
