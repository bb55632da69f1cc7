"""Publishing: a finished site becomes the published one in a single step, and can be taken back.

``release`` keeps the order of steps; every other module does one of them.
"""
