"""The camera: engines that turn a shot request into picture and sound."""
