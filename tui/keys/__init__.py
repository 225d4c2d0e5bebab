"""From a key to an action: the table of actions, keymaps, dispatch, the command line."""
