package dev.tensorvet.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class GlyphsTest {

  @Test
  void tabsGoToTheNextStop() {
    Glyphs.Shown line = Glyphs.show("a\tb\t\tc");
    assertThat(line.part(0, 100)).isEqualTo("a   b       c");
    assertThat(line.column(2)).isEqualTo(4);
    assertThat(line.column(5)).isEqualTo(12);
    assertThat(line.column(99)).isEqualTo(13);
  }

  @Test
  void wideCharactersTakeTwoColumnsAndCombiningOnesNone() {
    assertThat(Glyphs.width("日本")).isEqualTo(4);
    assertThat(Glyphs.width("e\u0301")).isEqualTo(1);
    assertThat(Glyphs.width("😀")).isEqualTo(2);
    assertThat(Glyphs.width("ﬀ…é")).isEqualTo(3);
  }

  @Test
  void halfAWideCharacterIsABlank() {
    assertThat(Glyphs.show("日本語").part(1, 5)).isEqualTo(" 本 ");
  }

  @Test
  void whatWouldSteerTheTerminalIsShown() {
    assertThat(Glyphs.printable("\u001B[2J\u0007\u007F\u202E\u0085\r\n")).isEqualTo("␛[2J␇␡��␍ ");
  }
}
