@preconcurrency import Glibc
import Session

/// How pictures show on a terminal.
enum Graphics: String, CaseIterable {
  /// As characters.
  case text
  /// As pixels: https://sw.kovidgoyal.net/kitty/graphics-protocol
  case kitty
  /// As pixels: https://iterm2.com/documentation-images.html
  case iterm
  /// As pixels: six rows at a time, of DEC's VT340.
  case sixel
  /// Not at all.
  case none

  /// The escape sequence that shows a PNG file, or sixels, at the cursor, with the cursor below it afterwards; nil where there are no pixels.
  func sequence(_ pixels: [UInt8]) -> String? {
    switch self {
    case .text, .none: return nil
    case .sixel: return String(decoding: pixels, as: UTF8.self) + "\n"
    case .iterm: return "\u{1B}]1337;File=inline=1;size=\(pixels.count):\(Base64.text(pixels))\u{7}\n"
    case .kitty:
      let data = Base64.text(pixels)
      // at most 4096 bytes at a time; m=1 says that more follow
      var (rest, result, opening) = (data.utf8[...], "", "a=T,f=100,q=2,")
      repeat {
        let part = rest.prefix(4096)
        rest = rest.dropFirst(4096)
        result += "\u{1B}_G\(opening)m=\(rest.isEmpty ? 0 : 1);\(Substring(part))\u{1B}\\"
        opening = ""
      } while !rest.isEmpty
      return result + "\n"
    }
  }

  /// Takes away the picture at the cursor; the others go with the characters in their place.
  var erasure: String { self == .kitty ? "\u{1B}_Ga=d,d=C,q=2\u{1B}\\" : "" }

  /// Asks the terminal: a question of kitty's protocol, what it is called, and last what every terminal answers.
  /// - Returns: what it said, and the keys that were typed meanwhile; not complete where it did not answer in time.
  static func asked() -> TerminalReplies {
    var settings = termios()
    guard tcgetattr(STDIN_FILENO, &settings) == 0 else { return TerminalReplies(isComplete: true) }
    var replies = TerminalReplies()
    var quiet = settings
    quiet.c_lflag &= ~tcflag_t(ICANON | ECHO)
    tcsetattr(STDIN_FILENO, TCSANOW, &quiet)
    defer { tcsetattr(STDIN_FILENO, TCSANOW, &settings) }
    let question = Array("\u{1B}_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\u{1B}\\\u{1B}[>q\u{1B}[c".utf8)
    guard write(STDOUT_FILENO, question, question.count) == question.count else { return TerminalReplies(isComplete: true) }
    let clock = ContinuousClock()
    let end = clock.now + .seconds(1)
    while !replies.isComplete {
      let left = (end - clock.now) / .milliseconds(1)
      var waiting = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
      guard left > 0, poll(&waiting, 1, Int32(left)) > 0 else { break }
      var byte: UInt8 = 0
      guard read(STDIN_FILENO, &byte, 1) == 1 else { break }
      replies.take(byte)
    }
    return replies
  }

  /// The part of the window that a picture may fill, in pixels.
  static var room: (width: Int, height: Int) {
    var size = winsize()
    _ = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size)
    let cells = Terminal.size
    // most terminals tell their pixels; of the others a cell is about so large
    let (width, height) = size.ws_xpixel > 0 ? (Int(size.ws_xpixel), Int(size.ws_ypixel)) : (cells.columns * 9, cells.rows * 18)
    return (max(width, 160), max(height * 4 / 5, 160))
  }

  /// Lines of the terminal that such a picture may take.
  static var rows: Int { Terminal.size.rows * 4 / 5 + 1 }
}
