import JSONSyntax
import Plotting

/// A live report as a page that asks its server for what is new.
public struct LivePage {
  private let title: String
  private let html: [String]

  public init(_ report: LiveReport) {
    title = report.title
    html = report.cells.enumerated().map { HTMLReport.html($1, number: $0 + 1, state: report.states[$0]) }
  }

  /// The page, which asks for the cells.
  public var text: String {
    HTMLReport.page(
      title: title, main: "<div id=\"cells\"></div>\n<noscript>This page follows its file by JavaScript.</noscript>",
      scripts: [Equations.script, Pages.files.first { $0.name == "live.js" }?.text ?? ""], follows: true)
  }

  /// Its cells as JSON: (version:, cells:).
  public func cells(version: Int) -> String { (["version": .integer(version), "cells": .array(html.map { .string($0) })] as JSON).text }
}
