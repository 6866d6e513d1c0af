"""The line rules, one by one."""
