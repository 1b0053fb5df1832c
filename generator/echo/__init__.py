"""JoyAI-Echo in this process: one network, many token layouts.

The backbone, the autoencoders, the vocoder and the text connectors are those of diffusers (LTX-2 classes);
here is what the paper adds: memory as tokens (``layout``), rules of who sees whom (``policy``,
``attention``), the eight-step loop (``sampling``), what is remembered (``memory``), and the loading of the
released weights (``weights``). ``engine`` is the recipe in order; read it first.
"""
