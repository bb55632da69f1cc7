"""The commands, each a function of a call, mostly the ``run`` of a module of its name (see `cli`).

What each is for and takes stands in `calls.json`. It asks the core, says the answer and gives the exit code.
What cannot be done is raised; `cli` says it.
"""
