"""From a key to an action: the table of actions and their keys (`bindings`), keymaps, dispatch, the command line."""
