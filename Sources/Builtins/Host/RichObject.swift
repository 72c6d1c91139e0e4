import Catalogue

/// A value that can show as more than text.
public protocol RichObject: Object {
  /// Its forms by their MIME types, richest first.
  var forms: [(type: String, content: String)] { get }
}
