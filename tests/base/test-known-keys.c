/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names that nobody reads are found at any depth, and nothing else is. */
#include "base/pnr-known-keys.h"

static const char *const known[] = {
  "name", "bundles[].sku", "bundles[].parts[].quantity", "costs.*.amount", "free", NULL
};

static void
test_expect (const char *document, guint most, const char *expected)
{
  g_autoptr (GVariant) parsed =
      g_variant_parse (G_VARIANT_TYPE_VARDICT, document, NULL, NULL, NULL);
  g_autoptr (GPtrArray) found = NULL;
  g_autofree char *joined = NULL;

  g_assert_nonnull (parsed);
  found = pnr_known_keys_find_strangers (parsed, known, most);
  g_ptr_array_add (found, NULL);
  joined = g_strjoinv (" ", (char **) found->pdata);
  g_assert_cmpstr (joined, ==, expected);
}

static void
test_find (void)
{
  test_expect ("{}", 9, "");
  test_expect ("{'name': <1>, 'free': <{'any': <1>}>}", 9, "");
  test_expect ("{'nam': <1>}", 9, "nam");
  test_expect ("{'name2': <1>}", 9, "name2");
  test_expect ("{'bundles': <[<{'sku': <1>}>, <{'skus': <1>}>]>}", 9, "bundles[1].skus");
  test_expect ("{'bundles': <[<{'parts': <[<{'q': <1>, 'quantity': <1>}>]>}>]>}", 9,
               "bundles[0].parts[0].q");
  test_expect ("{'costs': <{'tie': <{'amount': <1>, 'sum': <1>}>}>}", 9, "costs.tie.sum");
  test_expect ("{'bundles': <{'sku': <1>}>}", 9, "");
  test_expect ("{'bundles': <7>, 'costs': <[<1>]>}", 9, "");
  test_expect ("{'a': <1>, 'b': <2>, 'c': <3>}", 2, "a b");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/known-keys/find", test_find);
  return g_test_run ();
}
