from typing import Any

FPDF_ERR_PASSWORD: int
FPDF_ERR_SECURITY: int
PDFACTION_URI: int

class FS_RECTF:  # noqa: N801
    left: float
    top: float
    right: float
    bottom: float

class FS_MATRIX:  # noqa: N801
    a: float
    b: float
    c: float
    d: float

def FPDF_LINK() -> Any: ...  # noqa: N802
def FPDFCatalog_IsTagged(document: Any) -> int: ...  # noqa: N802
def FPDFText_GetUnicode(page: Any, index: int) -> int: ...  # noqa: N802
def FPDFText_GetTextObject(page: Any, index: int) -> Any: ...  # noqa: N802
def FPDFText_GetLooseCharBox(page: Any, index: int, box: FS_RECTF) -> int: ...  # noqa: N802
def FPDFText_GetCharOrigin(page: Any, index: int, x: Any, y: Any) -> int: ...  # noqa: N802
def FPDFText_GetFontSize(page: Any, index: int) -> float: ...  # noqa: N802
def FPDFText_GetFontWeight(page: Any, index: int) -> int: ...  # noqa: N802
def FPDFText_GetMatrix(page: Any, index: int, matrix: FS_MATRIX) -> int: ...  # noqa: N802
def FPDFPageObj_GetMarkedContentID(text_object: Any) -> int: ...  # noqa: N802
def FPDF_StructTree_GetForPage(page: Any) -> Any: ...  # noqa: N802
def FPDF_StructTree_Close(tree: Any) -> None: ...  # noqa: N802
def FPDF_StructTree_CountChildren(tree: Any) -> int: ...  # noqa: N802
def FPDF_StructTree_GetChildAtIndex(tree: Any, index: int) -> Any: ...  # noqa: N802
def FPDF_StructElement_CountChildren(element: Any) -> int: ...  # noqa: N802
def FPDF_StructElement_GetChildAtIndex(element: Any, index: int) -> Any: ...  # noqa: N802
def FPDF_StructElement_GetChildMarkedContentID(element: Any, index: int) -> int: ...  # noqa: N802
def FPDF_StructElement_GetType(element: Any, buffer: Any, length: int) -> int: ...  # noqa: N802
def FPDF_StructElement_GetAltText(element: Any, buffer: Any, length: int) -> int: ...  # noqa: N802
def FPDFLink_Enumerate(page: Any, position: Any, link: Any) -> int: ...  # noqa: N802
def FPDFLink_GetAnnotRect(link: Any, box: FS_RECTF) -> int: ...  # noqa: N802
def FPDFLink_GetAction(link: Any) -> Any: ...  # noqa: N802
def FPDFAction_GetType(action: Any) -> int: ...  # noqa: N802
def FPDFAction_GetURIPath(document: Any, action: Any, buffer: Any, length: int) -> int: ...  # noqa: N802
