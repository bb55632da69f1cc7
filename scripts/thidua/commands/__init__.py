"""The commands, a module each with its `run`; what each is for and takes stands in `calls.json`.

`run` asks the core, says the answer and gives the exit code. What cannot be done is raised; `cli` says it.
"""
