"""The language of a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.language import detect_language


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The ferry to the island was late on Monday, and it will be late again, the harbour said.", "en"),
        ("Die Fähre zur Insel ist am Montag zu spät gekommen, und sie wird auch heute nicht fahren.", "de"),
        ("Le bateau pour l'île est en retard et les passagers attendent dans le port depuis une heure.", "fr"),
        ("El barco que va a la isla llegó tarde el lunes y los pasajeros esperaban en el puerto.", "es"),
        ("A balsa para a ilha não saiu na segunda-feira, mas os passageiros ainda esperam no porto.", "pt"),
        ("Il traghetto per l'isola è in ritardo e i passeggeri sono nel porto da un'ora con gli amici.", "it"),
        ("De boot naar het eiland is te laat en de reizigers wachten al een uur in de haven op hem.", "nl"),
        ("Prom na wyspę nie wypłynął w poniedziałek, ale pasażerowie czekają się na nabrzeżu od rana.", "pl"),
        ("Паром на остров опоздал в понедельник, и пассажиры ждали его на берегу, но он не пришёл.", "ru"),
        ("Паром на острів запізнився, і пасажири чекали на нього, але він не прийшов, як і було.", "uk"),
        ("המעבורת אל האי איחרה ביום שני והנוסעים המתינו", "he"),
        ("تأخرت العبارة إلى الجزيرة يوم الاثنين من في على أن إلى التي", "ar"),
        ("島へのフェリーは月曜日に遅れた。乗客は岸で待っていた。", "ja"),
        ("前往岛上的渡轮星期一晚点，乘客在岸边等候了两个小时。", "zh"),
        ("섬으로 가는 여객선이 월요일에 늦었고 승객들은 부두에서 기다렸다.", "ko"),
        ("Το πλοίο για το νησί άργησε τη Δευτέρα και οι επιβάτες περίμεναν.", "el"),
    ],
)
def test_languages_are_told_apart(text: str, code: str) -> None:
    guess = detect_language(text)
    assert guess is not None
    assert guess.code == code


@pytest.mark.parametrize("text", ["", "12345 67890", "Qwx", "zzyzx qwqwq blorp fnord xyzzy plugh frotz gnusto rezrov"])
def test_nothing_is_guessed_from_nothing(text: str) -> None:
    assert detect_language(text) is None


@given(st.text(max_size=400))
def test_any_text_is_survived(text: str) -> None:
    guess = detect_language(text)
    assert guess is None or 0.0 <= guess.lead <= 1.0
