import Painting
import Report
import Session

/// A file that a report is written to; its ending says what it is.
struct ReportFile {
  static let endings = [".html", ".md", ".ipynb", ".pdf"]

  private let path: String
  private let ending: String

  /// Nil where the ending is of no report.
  init?(_ path: String) {
    guard let ending = Self.endings.first(where: path.hasSuffix) else { return nil }
    (self.path, self.ending) = (path, ending)
  }

  /// Writes the report, each file beside its place and then renamed.
  /// - Returns: why that failed.
  func write(_ report: Report) -> String? {
    switch ending {
    case ".html": return ScriptText.replace(path, with: HTMLReport(report).text)
    case ".ipynb": return ScriptText.replace(path, with: report.notebook.file)
    case ".pdf":
      do throws(PaintingError) {
        return ScriptText.replace(path, with: try PDFReport(report).bytes())
      } catch {
        return "cannot write \(path): \(error.message)"
      }
    default:
      let folder = path.dropLast(ending.count) + "_files"
      let markdown = MarkdownReport(report, folder: folder.split(separator: "/").last.map(String.init) ?? String(folder))
      for figure in markdown.figures {
        if let problem = ScriptText.replace("\(folder)/\(figure.name)", with: figure.svg, inNewFolder: String(folder)) { return problem }
      }
      return ScriptText.replace(path, with: markdown.text)
    }
  }
}
