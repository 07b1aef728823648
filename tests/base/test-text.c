/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts from strangers come out clean, comparable and short. */
#include "base/pnr-text.h"

static void
test_fold (void)
{
  static const char *const same[] = { "Order_ID", " order id ", "ORDER-ID", "order   id" };

  for (gsize i = 0; i < G_N_ELEMENTS (same); i++) {
    g_autofree char *folded = pnr_text_fold (same[i]);

    g_assert_cmpstr (folded, ==, "order id");
  }
}

static void
test_clean (void)
{
  g_autofree char *trimmed = pnr_text_clean ("  cream cheese ");
  g_autofree char *mended = pnr_text_clean ("a\xff"
                                            "b");

  g_assert_cmpstr (trimmed, ==, "cream cheese");
  g_assert_true (g_utf8_validate (mended, -1, NULL));
}

static void
test_slug (void)
{
  g_autofree char *slug = pnr_text_slug ("../Autumn / Süits!");
  g_autofree char *empty = pnr_text_slug ("…");

  g_assert_cmpstr (slug, ==, "autumn-suits");
  g_assert_cmpstr (empty, ==, "plan");
}

static void
test_addresses (void)
{
  static const struct {
    const char *text;
    const char *rest; /* NULL: as it is */
  } cases[] = {
    { "SUMMER10", NULL },
    { "2 @ 5.00", NULL },
    { "@home", NULL },
    { "anna@x.example", "" },
    { "<anna@x.example>", "" },
    { "SUMMER (anna.b+c@x.example)", "SUMMER ()" },
    { "anna@x.example, 10 % off", ", 10 % off" },
    { "mailto:anna@x.example#12 SPRING", "mailto: SPRING" },
    { "Gruß an jörg\xef\xbc\xa0x.example", "Gruß an" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *rest = pnr_text_drop_addresses (cases[i].text);

    g_assert_cmpint (pnr_text_has_address (cases[i].text), ==, cases[i].rest != NULL);
    g_assert_cmpstr (rest != NULL ? rest : "", ==,
                     cases[i].rest != NULL ? cases[i].rest : cases[i].text);
  }
}

/* Where texts are read from the right, a sign or a unit shall not change sides. */
static void
test_figures (void)
{
  g_autofree char *as_it_is = pnr_text_keep_figure (g_strdup ("−2.22 €"));
  g_autofree char *kept = NULL;

  g_assert_cmpstr (as_it_is, ==, "−2.22 €");
  pnr_text_set_right_to_left (TRUE);
  kept = pnr_text_keep_figure (g_strdup ("−2.22 €"));
  pnr_text_set_right_to_left (FALSE);
  g_assert_cmpstr (kept, ==, "\u200e−2.22 €\u200e");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/fold", test_fold);
  g_test_add_func ("/text/clean", test_clean);
  g_test_add_func ("/text/slug", test_slug);
  g_test_add_func ("/text/addresses", test_addresses);
  g_test_add_func ("/text/figures", test_figures);
  return g_test_run ();
}
