import Builtins
import Catalogue
import JSONSyntax
import Language
import Plotting

/// The value of an entry, in the forms from which a front end chooses one to show.
public struct ShownValue {
  let value: Value
  let interpreter: Interpreter
  let display: Display
  /// Whether it is what the submission comes to: nothing is behind it.
  public let isLast: Bool

  /// As the display shows it, whole lines.
  public var text: String {
    switch value {
    case .object(let figure as FigureObject):
      figure.text(width: display.width, height: display.height, colours: display.colours.count)
    case .object(let help as HelpObject): help.page.text(width: display.width, isColoured: display.colours > .none) + "\n"
    default: interpreter.display(value) + "\n"
    }
  }

  public var isFigure: Bool { if case .object(let object) = value { object is FigureObject } else { false } }
  public var isHelp: Bool { if case .object(let object) = value { object is HelpObject } else { false } }

  /// A figure's drawing; of a movie its last frame's.
  public var drawing: Drawing? { if case .object(let figure as FigureObject) = value { figure.drawing } else { nil } }

  /// The text without the end of its last line.
  public var plainText: String {
    let text = text
    return text.hasSuffix("\n") ? String(text.dropLast()) : text
  }

  /// A figure in pixels that fill a width or a height: a PNG file, or sixels; nil where that fails.
  public func pixels(width: Int, height: Int, isSixel: Bool) -> [UInt8]? {
    guard case .object(let figure as FigureObject) = value else { return nil }
    return figure.pixels(width: width, height: height, isSixel: isSixel)
  }

  /// All forms that notebooks know, as an object with texts under MIME types; text/plain is always there.
  public var bundle: JSON {
    var forms: [JSON.Member] = []
    if case .object(let object as any RichObject) = value { forms = object.forms.map { JSON.Member($0.type, .string($0.content)) } }
    return .object(forms + [JSON.Member("text/plain", .string(plainText))])
  }
}
