import CCairo
@preconcurrency import Glibc

/// What drawings are lettered with: DejaVu Sans, which has Greek, ℓ and superscripts.
///
/// Its file is opened where the usual systems have it. By its name it would be found anywhere, but to look for it fontconfig reads dozens of
/// files of settings first, which takes as long as a picture. So that is what is done elsewhere.
enum Font {
  private static let family = "DejaVu Sans"
  /// Of Debian and Ubuntu, Fedora, Arch, openSUSE.
  private static let folders = [
    "/usr/share/fonts/truetype/dejavu", "/usr/share/fonts/dejavu-sans-fonts", "/usr/share/fonts/TTF", "/usr/share/fonts/truetype",
  ]

  /// A face of it, or of what is most like it; the caller destroys it.
  static func face(isBold: Bool) -> OpaquePointer? {
    let paths = folders.map { "\($0)/DejaVuSans\(isBold ? "-Bold" : "").ttf" }
    guard let path = paths.first(where: { access($0, R_OK) == 0 }), let pattern = FcPatternCreate() else {
      return cairo_toy_font_face_create(family, CAIRO_FONT_SLANT_NORMAL, isBold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL)
    }
    defer { FcPatternDestroy(pattern) }
    FcPatternAddString(pattern, FC_FILE, path)
    FcPatternAddInteger(pattern, FC_INDEX, 0)
    // as the usual systems set it
    FcPatternAddInteger(pattern, FC_HINT_STYLE, FC_HINT_SLIGHT)
    return cairo_ft_font_face_create_for_pattern(pattern)
  }
}
