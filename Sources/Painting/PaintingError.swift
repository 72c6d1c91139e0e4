import CCairo

/// Why a drawing was not painted: one clause for a user, without a final point.
public struct PaintingError: Error, Sendable {
  public let message: String

  init(_ message: String) { self.message = message }

  /// Throws what a status of Cairo says, unless it is success.
  static func check(_ status: cairo_status_t) throws(PaintingError) {
    guard status != CAIRO_STATUS_SUCCESS else { return }
    throw PaintingError("the picture could not be painted: \(String(cString: cairo_status_to_string(status)))")
  }
}
