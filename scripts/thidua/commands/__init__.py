"""The commands, a module each: what it is for (`ABOUT`), what it takes (`add_arguments`) and `run`.

`run` asks the core, says the answer and gives the exit code. What cannot be done is raised; `cli` says it.
"""
