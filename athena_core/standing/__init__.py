"""Where each plugin stands: ready, off, broken, refused, or in need of something.

`states` says so from metadata and from what is remembered, and imports no plugin;
`trial` tries one in a child process, so that one that hangs or crashes is found out.
"""
