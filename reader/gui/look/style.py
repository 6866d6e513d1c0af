"""The look of the controls: Fusion, with slim scroll bars, level buttons and tabs, and a focus that is plain to see."""

from typing import cast

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QAbstractSpinBox,
    QProxyStyle,
    QStyle,
    QStyleOption,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QStyleOptionComplex,
    QStyleOptionFrame,
    QStyleOptionHeader,
    QStyleOptionSlider,
    QStyleOptionSpinBox,
    QStyleOptionTab,
    QTabBar,
    QWidget,
)

RADIUS = 4.0
INDENT = 6
SCROLL_EXTENT, SHORTEST_SLIDER, CHECK_PX = 12, 32, 16
HEADER_MARGIN, ARROW_PX = 6, 9
ROOM = {
    QStyle.ContentsType.CT_PushButton: QSize(14, 5),
    QStyle.ContentsType.CT_ToolButton: QSize(4, 3),
    QStyle.ContentsType.CT_ComboBox: QSize(8, 5),
    QStyle.ContentsType.CT_LineEdit: QSize(0, 5),
    QStyle.ContentsType.CT_SpinBox: QSize(2 * INDENT, -1),
    QStyle.ContentsType.CT_HeaderSection: QSize(8, 6),
    QStyle.ContentsType.CT_TabBarTab: QSize(10, 6),
    QStyle.ContentsType.CT_MenuItem: QSize(8, 3),
    QStyle.ContentsType.CT_MenuBarItem: QSize(2, 3),
}
"""How much larger than Fusion's own a control is, in px."""

_HOVER = QStyle.StateFlag.State_MouseOver
_PRESSED = QStyle.StateFlag.State_Sunken
_CHECKED = QStyle.StateFlag.State_On
_IN_PART = QStyle.StateFlag.State_NoChange
_ENABLED = QStyle.StateFlag.State_Enabled
_FOCUS = QStyle.StateFlag.State_HasFocus
_RAISED = QStyle.StateFlag.State_Raised
_AUTO_RAISE = QStyle.StateFlag.State_AutoRaise
_HORIZONTAL = QStyle.StateFlag.State_Horizontal
_SELECTED = QStyle.StateFlag.State_Selected
_PRIMITIVE, _CONTROL, _COMPLEX = QStyle.PrimitiveElement, QStyle.ControlElement, QStyle.ComplexControl
_STEPS, _LINE_TEXT = QAbstractSpinBox.StepEnabledFlag, QStyle.SubElement.SE_LineEditContents
_SUB, _METRIC, _ROLE = QStyle.SubControl, QStyle.PixelMetric, QPalette.ColorRole
METRICS = {
    _METRIC.PM_ScrollBarExtent: SCROLL_EXTENT,
    _METRIC.PM_ScrollView_ScrollBarSpacing: 0,
    _METRIC.PM_ScrollBarSliderMin: SHORTEST_SLIDER,
    _METRIC.PM_HeaderMargin: HEADER_MARGIN,
    _METRIC.PM_IndicatorWidth: CHECK_PX,
    _METRIC.PM_IndicatorHeight: CHECK_PX,
    _METRIC.PM_FocusFrameHMargin: 5,
    _METRIC.PM_TabBarTabHSpace: 20,
    _METRIC.PM_TabBarTabShiftVertical: 0,
    _METRIC.PM_TabBarBaseOverlap: 0,
    _METRIC.PM_ButtonShiftHorizontal: 0,
    _METRIC.PM_ButtonShiftVertical: 0,
}


class ReaderStyle(QProxyStyle):
    """Draws what differs from Fusion; all colours are the palette's."""

    def __init__(self) -> None:
        super().__init__("Fusion")

    def pixelMetric(
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        """Return a size in px."""
        own = METRICS.get(metric)
        return super().pixelMetric(metric, option, widget) if own is None else own

    def sizeFromContents(
        self, kind: QStyle.ContentsType, option: QStyleOption, size: QSize, widget: QWidget | None = None
    ) -> QSize:
        """Return the size of a control around its contents."""
        found = super().sizeFromContents(kind, option, size, _given(widget))
        room = ROOM.get(kind)
        return found if room is None else found + room

    def subControlRect(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        part: QStyle.SubControl,
        widget: QWidget | None = None,
    ) -> QRect:
        """Return where a part of a control is; scroll bars have no buttons."""
        if control is not _COMPLEX.CC_ScrollBar or not isinstance(option, QStyleOptionSlider):
            found = super().subControlRect(control, option, part, _given(widget))
            is_text = part in (_SUB.SC_ComboBoxEditField, _SUB.SC_SpinBoxEditField)
            return found.adjusted(INDENT, 0, -INDENT, 0) if is_text else found
        if part is _SUB.SC_ScrollBarGroove:
            return option.rect
        slider = slider_of(option)
        if part is _SUB.SC_ScrollBarSlider:
            return slider
        before, after = QRect(option.rect), QRect(option.rect)
        if option.orientation is Qt.Orientation.Horizontal:
            before.setRight(slider.left() - 1)
            after.setLeft(slider.right() + 1)
            if option.direction is Qt.LayoutDirection.RightToLeft:
                before, after = after, before
        else:
            before.setBottom(slider.top() - 1)
            after.setTop(slider.bottom() + 1)
        return {_SUB.SC_ScrollBarSubPage: before, _SUB.SC_ScrollBarAddPage: after}.get(part, QRect())

    def subElementRect(self, element: QStyle.SubElement, option: QStyleOption, widget: QWidget | None = None) -> QRect:
        """Return where a part of a simple control is; the text of a line stands a little off its frame."""
        found = super().subElementRect(element, option, _given(widget))
        is_framed = isinstance(option, QStyleOptionFrame) and option.lineWidth > 0
        return found.adjusted(INDENT, 0, -INDENT, 0) if element is _LINE_TEXT and is_framed else found

    def drawComplexControl(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """Draw scroll bars, boxes with a list and boxes for numbers."""
        if control is _COMPLEX.CC_ScrollBar and isinstance(option, QStyleOptionSlider):
            _draw_scroll_bar(option, painter, widget)
        elif control is _COMPLEX.CC_ComboBox and isinstance(option, QStyleOptionComboBox) and not option.editable:
            _draw_panel(option, painter, is_default=False)
            arrow = self.subControlRect(control, option, _SUB.SC_ComboBoxArrow, widget)
            _draw_arrow(QPointF(arrow.center()), option, painter)
        elif control is _COMPLEX.CC_SpinBox and isinstance(option, QStyleOptionSpinBox):
            painter.fillRect(option.rect.adjusted(1, 1, -1, -1), option.palette.color(_ROLE.Base))
            _draw_frame(option, painter)
            for part, step, tip in (
                (_SUB.SC_SpinBoxUp, _STEPS.StepUpEnabled, -2),
                (_SUB.SC_SpinBoxDown, _STEPS.StepDownEnabled, 2),
            ):
                place = self.subControlRect(control, option, part, widget)
                _draw_arrow(QPointF(place.center()), option, painter, tip if option.stepEnabled & step else 0)
        else:
            super().drawComplexControl(control, option, painter, widget)

    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """Draw panels of buttons and frames of lines."""
        match element:
            case _PRIMITIVE.PE_PanelButtonCommand:
                default = QStyleOptionButton.ButtonFeature.DefaultButton
                is_default = isinstance(option, QStyleOptionButton) and bool(option.features & default)
                _draw_panel(option, painter, is_default=is_default)
            case _PRIMITIVE.PE_PanelButtonTool:
                busy = bool(option.state & (_CHECKED | _PRESSED))
                if busy or not option.state & _AUTO_RAISE or option.state & (_HOVER | _RAISED) == _HOVER | _RAISED:
                    _draw_panel(option, painter, is_default=False)
            case _PRIMITIVE.PE_FrameLineEdit:
                _draw_frame(option, painter)
            case _PRIMITIVE.PE_FrameFocusRect:
                _draw_ring(option, painter)
            case _PRIMITIVE.PE_IndicatorCheckBox | _PRIMITIVE.PE_IndicatorItemViewItemCheck:
                _draw_check(option, painter)
            case _PRIMITIVE.PE_FrameTabBarBase:
                pass
            case _:
                super().drawPrimitive(element, option, painter, widget)

    def drawControl(
        self,
        element: QStyle.ControlElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """Draw tabs and the heads of tables."""
        match element:
            case _CONTROL.CE_TabBarTabShape if isinstance(option, QStyleOptionTab):
                _draw_tab(option, painter, widget)
            case _CONTROL.CE_Header if isinstance(option, QStyleOptionHeader):
                self._draw_head(option, painter, widget)
            case _CONTROL.CE_HeaderSection | _CONTROL.CE_HeaderEmptyArea:
                painter.fillRect(option.rect, option.palette.color(_ROLE.Window))
                painter.setPen(option.palette.color(_ROLE.Mid))
                painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
            case _CONTROL.CE_ComboBoxLabel if isinstance(option, QStyleOptionComboBox):
                super().drawControl(element, self._cut(option, widget), painter, widget)
            case _:
                super().drawControl(element, option, painter, widget)

    def _draw_head(self, option: QStyleOptionHeader, painter: QPainter, widget: QWidget | None) -> None:
        """Draw the head of a column: Fusion lets the arrow stand on a short title that leans to the right."""
        self.drawControl(_CONTROL.CE_HeaderSection, option, painter, widget)
        whole, arrow = QRect(option.rect), header_part(option, is_arrow=True)
        option.rect = header_part(option, is_arrow=False)
        self.drawControl(_CONTROL.CE_HeaderLabel, option, painter, widget)
        option.rect = whole
        if not arrow.isEmpty():
            is_up = option.sortIndicator == QStyleOptionHeader.SortIndicator.SortUp
            _draw_arrow(QRectF(arrow).center(), option, painter, -2 if is_up else 2)

    def _cut(self, option: QStyleOptionComboBox, widget: QWidget | None) -> QStyleOptionComboBox:
        """Return the option of a box with its text cut to the room there is."""
        room = self.subControlRect(_COMPLEX.CC_ComboBox, option, _SUB.SC_ComboBoxEditField, widget).width()
        room -= option.iconSize.width() + 4 if not option.currentIcon.isNull() else 0
        cut = QStyleOptionComboBox(option)
        cut.currentText = option.fontMetrics.elidedText(option.currentText, Qt.TextElideMode.ElideRight, room)
        return cut

    def standardIcon(
        self, icon: QStyle.StandardPixmap, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> QIcon:
        """Return one of Qt's icons; the buttons of dialogs have none."""
        if icon.name.startswith("SP_Dialog") and icon.name.endswith("Button"):
            return QIcon()
        return super().standardIcon(icon, option, widget)


def _given(widget: QWidget | None) -> QWidget:
    """Return the same widget: the declarations of QProxyStyle do not say that there may be none, as there may."""
    return cast("QWidget", widget)


def slider_of(option: QStyleOptionSlider) -> QRect:
    """Return the rectangle of a scroll bar's slider, as long as the part on screen is of the whole."""
    is_horizontal = option.orientation is Qt.Orientation.Horizontal
    room = option.rect.width() if is_horizontal else option.rect.height()
    span = option.maximum - option.minimum
    length = room
    if span > 0:
        length = max(min(SHORTEST_SLIDER, room), round(room * option.pageStep / (span + option.pageStep)))
    start = QStyle.sliderPositionFromValue(
        option.minimum, option.maximum, option.sliderPosition, room - length, option.upsideDown
    )
    if not is_horizontal:
        return QRect(option.rect.left(), option.rect.top() + start, option.rect.width(), length)
    return QRect(option.rect.left() + start, option.rect.top(), length, option.rect.height())


def header_part(option: QStyleOptionHeader, *, is_arrow: bool) -> QRect:
    """Return where a column's title stands, or its arrow: right at the title, where this does not touch the edge."""
    inner = option.rect.adjusted(HEADER_MARGIN, 0, -HEADER_MARGIN, 0)
    if option.sortIndicator == QStyleOptionHeader.SortIndicator.None_:
        return QRect() if is_arrow else inner
    lean = QStyle.visualAlignment(option.direction, option.textAlignment)
    title, beside = QRect(inner), ARROW_PX + HEADER_MARGIN
    title.setWidth(max(0, min(inner.width() - beside, option.fontMetrics.horizontalAdvance(option.text) + 2)))
    if lean & Qt.AlignmentFlag.AlignRight:
        title.moveRight(inner.right())
        left = title.left() - beside
    else:
        left = title.right() + HEADER_MARGIN
    arrow = QRect(left, inner.center().y() - ARROW_PX // 2, ARROW_PX, ARROW_PX)
    return arrow if is_arrow else title


def _draw_scroll_bar(option: QStyleOptionSlider, painter: QPainter, widget: QWidget | None) -> None:
    painter.save()
    painter.fillRect(option.rect, _ground(option, widget))
    if option.maximum > option.minimum:
        is_held = bool(option.state & _PRESSED) or bool(option.state & _HOVER)
        inset = 2.0 if is_held else 3.0
        colour = QColor(option.palette.color(_ROLE.PlaceholderText if is_held else _ROLE.Dark))
        slider = QRectF(slider_of(option))
        is_horizontal = option.orientation is Qt.Orientation.Horizontal
        sides = (2.0, inset, -2.0, -inset) if is_horizontal else (inset, 2.0, -inset, -2.0)
        slider.adjust(*sides)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        radius = min(slider.width(), slider.height()) / 2
        painter.drawRoundedRect(slider, radius, radius)
    painter.restore()


def _ground(option: QStyleOption, widget: QWidget | None) -> QColor:
    """Return the colour of what the bar scrolls, so that both are one surface."""
    holder = widget.parentWidget() if widget is not None else None
    area = holder.parentWidget() if holder is not None else None
    if isinstance(area, QAbstractScrollArea):
        ground = area.viewport()
        return ground.palette().color(ground.backgroundRole())
    return option.palette.color(_ROLE.Window)


def _draw_panel(option: QStyleOption, painter: QPainter, *, is_default: bool) -> None:
    """Draw the panel of a button: level, with a line around it that shows focus and default."""
    palette, state = option.palette, option.state
    fill = QColor(palette.color(_ROLE.Button))
    if not state & _ENABLED:
        fill = QColor(palette.color(_ROLE.Window))
    elif state & (_PRESSED | _CHECKED):
        fill = mixed(palette.color(_ROLE.Button), palette.color(_ROLE.Highlight), 0.16)
    elif state & _HOVER:
        fill = mixed(palette.color(_ROLE.Button), palette.color(_ROLE.Highlight), 0.07)
    has_focus = bool(state & _FOCUS) and bool(state & _ENABLED)
    line = palette.color(_ROLE.Highlight if has_focus or (is_default and state & _ENABLED) else _ROLE.Dark)
    if not state & _ENABLED:
        line = palette.color(_ROLE.Mid)
    _draw_box(painter, option.rect, fill, line, 2.0 if has_focus else 1.0)


def _draw_frame(option: QStyleOption, painter: QPainter) -> None:
    has_focus = bool(option.state & _FOCUS)
    line = option.palette.color(_ROLE.Highlight if has_focus else _ROLE.Dark if option.state & _ENABLED else _ROLE.Mid)
    _draw_box(painter, option.rect, None, line, 2.0 if has_focus else 1.0)


def _draw_ring(option: QStyleOption, painter: QPainter) -> None:
    _draw_box(painter, option.rect, None, option.palette.color(_ROLE.Highlight), 2.0)


def _draw_box(painter: QPainter, area: QRect, fill: QColor | None, line: QColor, width: float) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(line, width))
    painter.setBrush(Qt.BrushStyle.NoBrush if fill is None else fill)
    half = width / 2
    painter.drawRoundedRect(QRectF(area).adjusted(half, half, -half, -half), RADIUS, RADIUS)
    painter.restore()


def _draw_arrow(centre: QPointF, option: QStyleOption, painter: QPainter, tip: int = 2) -> None:
    """Draw an arrow that points down (``tip`` 2) or up (-2), or, where there is no way on (0), a line."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    role = _ROLE.PlaceholderText if option.state & _ENABLED else _ROLE.Mid
    painter.setPen(QPen(option.palette.color(role), 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawPolyline([centre + QPointF(x, y) for x, y in ((-4, -tip), (0, tip), (4, -tip))])
    painter.restore()


def _draw_check(option: QStyleOption, painter: QPainter) -> None:
    """Draw a box to tick: filled and ticked, filled with a line where it holds in part, or empty."""
    palette, state = option.palette, option.state
    side = min(option.rect.width(), option.rect.height(), CHECK_PX)
    box = QRect(0, 0, side, side)
    box.moveCenter(option.rect.center())
    is_filled = bool(state & (_CHECKED | _IN_PART))
    enabled = bool(state & _ENABLED)
    line = palette.color((_ROLE.Highlight if is_filled or state & _FOCUS else _ROLE.Dark) if enabled else _ROLE.Mid)
    ground = palette.color(_ROLE.Base if enabled else _ROLE.Window)
    _draw_box(painter, box, line if is_filled else ground, line, 1.0)
    if is_filled:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(palette.color(_ROLE.HighlightedText), 2.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        way = ((0.24, 0.52), (0.43, 0.71), (0.77, 0.31)) if state & _CHECKED else ((0.26, 0.5), (0.74, 0.5))
        painter.drawPolyline([QPointF(box.left() + x * side, box.top() + y * side) for x, y in way])
        painter.restore()


def _draw_tab(option: QStyleOptionTab, painter: QPainter, widget: QWidget | None) -> None:
    """Draw a tab: a line under the chosen one, a ring around it while the row has the focus."""
    palette, area = option.palette, option.rect
    is_chosen = bool(option.state & _SELECTED)
    if option.state & _HOVER and not is_chosen:
        painter.fillRect(area, mixed(palette.color(_ROLE.Window), palette.color(_ROLE.Highlight), 0.07))
    if is_chosen:
        underline = QRect(area.left() + 6, area.bottom() - 1, area.width() - 12, 2)
        painter.fillRect(underline, palette.color(_ROLE.Highlight))
        if isinstance(widget, QTabBar) and widget.hasFocus():
            _draw_box(painter, area.adjusted(2, 2, -2, -3), None, palette.color(_ROLE.Highlight), 2.0)


def mixed(ground: QColor, other: QColor, share: float) -> QColor:
    """Return a colour between two; ``share`` (0 to 1) is how much of the second one is in it."""
    parts = ((1 - share) * one + share * two for one, two in zip(_parts(ground), _parts(other), strict=True))
    return QColor.fromRgbF(*parts)


def _parts(colour: QColor) -> tuple[float, float, float]:
    return colour.redF(), colour.greenF(), colour.blueF()
