"""Installing plugins with pip, in a child process of this interpreter.

The torch, numpy and athena-core that are here stay; nobody is asked to break a system's
Python; and what would change is known before anything does.
"""
