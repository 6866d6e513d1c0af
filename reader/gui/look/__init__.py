"""How the window looks: colours, controls, fonts, icons, and the parts that all dialogs share."""
