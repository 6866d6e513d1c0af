"""Tests of which keys an action has."""

from reader.core.settings import KeyChoice
from reader.gui.frame.actions import ACTIONS
from reader.gui.keys.bindings import DEFAULTS, Refusal, Taken, changes_in, keys_in, owner, refusal, with_key

SPECS = {spec.name: spec for spec in ACTIONS}


def test_without_changes_every_action_has_the_keys_it_comes_with() -> None:
    assert keys_in(()) == DEFAULTS
    assert changes_in(keys_in(())) == ()
    assert DEFAULTS["next_hit"] == ("N", "F3")


def test_a_change_is_saved_and_read_back() -> None:
    keys = with_key(keys_in(()), "star", 1, "Ctrl+Shift+S")
    assert keys["star"] == ("S", "Ctrl+Shift+S")
    assert changes_in(keys) == (KeyChoice("star", ("S", "Ctrl+Shift+S")),)
    assert keys_in(changes_in(keys)) == keys


def test_a_key_that_is_taken_over_leaves_the_other_action_and_stays_away_after_a_restart() -> None:
    keys = with_key(keys_in(()), "star", 0, "U")
    assert (keys["star"], keys["unread"]) == (("U",), ())
    assert keys_in(changes_in(keys)) == keys


def test_no_two_actions_share_a_key_whatever_is_saved() -> None:
    keys = keys_in((KeyChoice("star", ("U",)), KeyChoice("tag", ("U", "Ctrl+O"))))
    assert (keys["star"], keys["tag"], keys["unread"], keys["import_files"]) == (("U",), ("Ctrl+O",), (), ())


def test_what_is_saved_of_actions_and_keys_that_are_none_is_passed_over() -> None:
    keys = keys_in((KeyChoice("fly", ("F",)), KeyChoice("quit", ("no key", "Q", "Ctrl+X", "Ctrl+K, Ctrl+B", "Alt+Q"))))
    assert "fly" not in keys
    assert keys["quit"] == ("Alt+Q",)


def test_letters_are_for_what_is_done_to_list_and_story_only() -> None:
    assert refusal(SPECS["star"], "Z") is None
    assert refusal(SPECS["restore_here"], "Shift+Z") is None
    assert refusal(SPECS["quit"], "Z") is Refusal.TYPES
    assert refusal(SPECS["quit"], "F12") is None


def test_keys_that_fields_need_cannot_be_given_away() -> None:
    refused = ("Tab", "Return", "Down", "Backspace", "Shift+Home", "Ctrl+V")
    assert [refusal(SPECS["star"], key) for key in refused] == [Refusal.OF_FIELDS] * len(refused)
    assert refusal(SPECS["star"], "Ctrl+Return") is None
    assert refusal(SPECS["star"], "Ctrl+K, Ctrl+S") is Refusal.SEVERAL


def test_the_keys_the_program_comes_with_are_all_allowed() -> None:
    assert [(spec.name, key) for spec in ACTIONS for key in DEFAULTS[spec.name] if refusal(spec, key)] == []


def test_the_owner_of_a_key_is_another_action() -> None:
    assert owner(DEFAULTS, "star", "U") == Taken("U", "unread")
    assert owner(DEFAULTS, "unread", "U") is None
    assert owner(DEFAULTS, "star", "Ctrl+Alt+9") is None
