import JSONSyntax
import Session

/// Where a session's output goes in a kernel: to all clients, as messages that answer the request under way.
///
/// A class: the session writes into it.
final class KernelConsole: SessionConsole {
  /// What happens to what comes.
  enum Use {
    /// It is sent.
    case publish(Message, number: Int)
    /// Only the value and the failure are of interest.
    case keep
  }

  private let outbox: Outbox
  private var use = Use.keep
  /// The value that came last, and how an entry failed; since `begin`.
  private(set) var value: ShownValue?
  private(set) var failure: (message: String, text: String)?
  /// What a client is asked to do with a reply.
  private(set) var payload: [JSON] = []
  /// Whether the user wants to leave.
  private(set) var isLeft = false
  private var progressText: ProgressText?
  /// Displays that are shown anew while work goes on: the bar, and the figure of a training that is watched.
  private var bar: String?
  private var figure: String?

  init(_ outbox: Outbox) { self.outbox = outbox }

  /// Begins other work.
  func begin(_ use: Use) {
    self.use = use
    (value, failure, payload) = (nil, nil, [])
  }

  private func publish(_ type: String, _ content: (_ number: Int) -> JSON) {
    guard case .publish(let request, let number) = use else { return }
    outbox.waitForRoom()
    outbox.publish(type, content(number), answering: request)
  }

  // MARK: what a session writes

  func write(_ text: String) { write(text, to: "stdout") }

  func note(_ text: String) { write(text.hasSuffix("\n") ? text : text + "\n", to: "stderr") }

  private func write(_ text: String, to name: String) {
    if case .publish(let request, _) = use { outbox.write(text, to: name, answering: request) }
  }

  func show(_ value: ShownValue) {
    self.value = value
    let forms = value.bundle.adding(pixelsOf: value.drawing)
    if value.isHelp {
      payload.append(["source": .string("page"), "data": forms, "start": .integer(0)])
    } else if value.isLast {
      publish("execute_result") { ["execution_count": .integer($0), "data": forms, "metadata": [:]] }
    } else {
      publish("display_data") { _ in ["data": forms, "metadata": [:], "transient": [:]] }
    }
  }

  func fail(_ message: String, _ text: String) { failure = (message, text) }

  func clear() { publish("clear_output") { _ in ["wait": .bool(false)] } }

  func leave() {
    isLeft = true
    payload.append(["source": .string("ask_exit"), "keepkernel": .bool(false)])
  }

  // MARK: what changes while work goes on

  func progress(_ fraction: Double, _ text: String) {
    if progressText == nil { progressText = ProgressText() }
    if let line = progressText?.line(fraction, text) { display(["text/plain": .string(line)], in: &bar) }
  }

  func endProgress() {
    if bar != nil { display(["text/plain": .string("")], in: &bar) }
    (progressText, bar, figure) = (nil, nil, nil)
  }

  var canRedraw: Bool { true }

  func redraw(_ value: ShownValue) {
    guard case .object(let forms) = value.bundle else { return }
    // a page would begin anew each time
    display(.object(forms.filter { $0.name != "text/html" }), in: &figure)
  }

  /// Shows data, or changes what a display shows.
  /// - Parameter display: its name; nil where it has not shown yet.
  private func display(_ data: JSON, in display: inout String?) {
    let name = display ?? KernelIdentity.randomName()
    publish(display == nil ? "display_data" : "update_display_data") { _ in
      ["data": data, "metadata": [:], "transient": ["display_id": .string(name)]]
    }
    display = name
  }
}
