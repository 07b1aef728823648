/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every noun: copies carry every property, nothing leaks, bundles and prices add up. */
#include "base/pnr-money.h"
#include "model/pnr-bundle.h"
#include "model/pnr-edit.h"
#include "model/pnr-place.h"
#include "model/pnr-product.h"
#include "model/pnr-relation.h"
#include "model/pnr-scenario.h"
#include "model/pnr-verdict.h"

static void
fill_property (GObject *object, GParamSpec *pspec, int number)
{
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, pspec->value_type);
  if (G_VALUE_HOLDS_STRING (&value))
    g_value_take_string (&value, g_strdup_printf ("text %d", number));
  else if (G_VALUE_HOLDS_INT64 (&value))
    g_value_set_int64 (&value, number);
  else if (G_VALUE_HOLDS_BOOLEAN (&value))
    g_value_set_boolean (&value, !G_PARAM_SPEC_BOOLEAN (pspec)->default_value);
  else if (G_VALUE_HOLDS_DOUBLE (&value))
    g_value_set_double (&value, number + 0.5);
  else if (G_VALUE_HOLDS_ENUM (&value))
    g_value_set_enum (&value, 1);
  g_object_set_property (object, pspec->name, &value);
}

static void
assert_same_properties (GObject *first, GObject *second, GParamSpec **pspecs, guint n_pspecs)
{
  for (guint i = 0; i < n_pspecs; i++) {
    g_auto (GValue) a = G_VALUE_INIT;
    g_auto (GValue) b = G_VALUE_INIT;

    g_object_get_property (first, pspecs[i]->name, &a);
    g_object_get_property (second, pspecs[i]->name, &b);
    g_test_message ("%s.%s", G_OBJECT_TYPE_NAME (first), pspecs[i]->name);
    if (!G_TYPE_IS_BOXED (pspecs[i]->value_type))
      g_assert_cmpint (g_param_values_cmp (pspecs[i], &a, &b), ==, 0);
  }
}

static void
check_noun (GType type)
{
  g_autoptr (GTypeClass) klass = g_type_class_ref (type);
  GObject *noun = g_object_new (type, "id", G_GINT64_CONSTANT (9), NULL);
  GObject *copy = g_object_new (type, "id", G_GINT64_CONSTANT (9), NULL);
  guint n_pspecs;
  g_autofree GParamSpec **pspecs =
      g_object_class_list_properties (G_OBJECT_CLASS (klass), &n_pspecs);

  for (guint i = 0; i < n_pspecs; i++) {
    if ((pspecs[i]->flags & G_PARAM_CONSTRUCT_ONLY) == 0
        && (pspecs[i]->flags & G_PARAM_WRITABLE) != 0)
      fill_property (noun, pspecs[i], (int) i + 3);
  }
  pnr_noun_assign (PNR_NOUN (copy), PNR_NOUN (noun));
  assert_same_properties (noun, copy, pspecs, n_pspecs);
  g_object_add_weak_pointer (noun, (gpointer *) &noun);
  g_object_unref (noun);
  g_assert_null (noun);
  g_assert_finalize_object (copy);
}

static void
test_every_noun (void)
{
  check_noun (PNR_TYPE_PRODUCT);
  check_noun (PNR_TYPE_RELATION);
  check_noun (PNR_TYPE_BUNDLE);
  check_noun (PNR_TYPE_SCENARIO);
  check_noun (PNR_TYPE_PLACE);
  check_noun (PNR_TYPE_VERDICT);
}

static void
add_product (PnrNounList *products, gint64 id, gint64 price_minor, gint64 cost_minor)
{
  g_autoptr (PnrProduct) product = pnr_product_new (id);

  pnr_product_set_price_minor (product, price_minor);
  pnr_product_set_cost_minor (product, cost_minor);
  pnr_noun_list_put (products, PNR_NOUN (product));
}

/* The suit: jacket 120 (66), tie 30 (9), cufflinks 45 (18), together 195 at a cost of 93. */
static void
test_bundle_price (void)
{
  g_autoptr (PnrNounList) products = pnr_noun_list_new (PNR_TYPE_PRODUCT);
  g_autoptr (PnrBundle) bundle = pnr_bundle_new (1);

  add_product (products, 1, 12000, 6600);
  add_product (products, 2, 3000, 900);
  add_product (products, 3, 4500, 1800);
  for (gint64 id = 1; id <= 3; id++)
    pnr_bundle_set_component (bundle, id, 1, PNR_COMPONENT_ROLE_AUXILIARY);
  g_assert_cmpint (pnr_bundle_get_sum_minor (bundle, products), ==, 19500);
  g_assert_cmpint (pnr_bundle_get_cost_minor (bundle, products), ==, 9300);

  pnr_bundle_set_price_mode (bundle, PNR_PRICE_MODE_FIXED);
  pnr_bundle_set_price_value (bundle, 16900);
  g_assert_cmpint (pnr_bundle_get_price_minor (bundle, products), ==, 16900);
  pnr_bundle_set_price_mode (bundle, PNR_PRICE_MODE_AMOUNT_OFF);
  pnr_bundle_set_price_value (bundle, 2600);
  g_assert_cmpint (pnr_bundle_get_price_minor (bundle, products), ==, 16900);
  pnr_bundle_set_price_mode (bundle, PNR_PRICE_MODE_PERCENT_OFF);
  pnr_bundle_set_price_value (bundle, 133333);
  g_assert_cmpint (pnr_bundle_get_price_minor (bundle, products), ==, 16900);

  pnr_bundle_set_component (bundle, 2, 2, PNR_COMPONENT_ROLE_AUXILIARY);
  g_assert_cmpint (pnr_bundle_get_sum_minor (bundle, products), ==, 22500);
  pnr_bundle_set_component (bundle, 2, 0, PNR_COMPONENT_ROLE_AUXILIARY);
  g_assert_cmpuint (pnr_bundle_get_n_components (bundle), ==, 2);
  pnr_bundle_set_component (bundle, 99, 1, PNR_COMPONENT_ROLE_GIFT);
  g_assert_cmpint (pnr_bundle_get_sum_minor (bundle, products), ==, PNR_MONEY_UNKNOWN);
}

/* What was approved and then changed is not approved any more; a note changes nothing of it. */
static void
test_approval (void)
{
  g_autoptr (PnrBundle) bundle = pnr_bundle_new (1);
  g_autoptr (PnrBundle) copy = NULL;

  pnr_bundle_set_price_value (bundle, 100000);
  pnr_decision_set_approver (PNR_DECISION (bundle), "Anna");
  pnr_decision_set_approved (PNR_DECISION (bundle), 1000);
  pnr_bundle_set_note (bundle, "for autumn");
  copy = pnr_bundle_copy (bundle);
  g_assert_true (pnr_decision_is_approved (PNR_DECISION (copy)));
  g_assert_cmpstr (pnr_decision_get_approver (PNR_DECISION (copy)), ==, "Anna");

  pnr_bundle_set_price_value (copy, 100000);
  g_assert_true (pnr_decision_is_approved (PNR_DECISION (copy)));
  pnr_bundle_set_component (copy, 7, 1, PNR_COMPONENT_ROLE_MAIN);
  g_assert_false (pnr_decision_is_approved (PNR_DECISION (copy)));
  g_assert_null (pnr_decision_get_approver (PNR_DECISION (copy)));
  g_assert_true (pnr_decision_is_approved (PNR_DECISION (bundle)));
}

/* An edit is a promise: what happens to the noun afterwards does not change it. */
static void
test_edit_copies (void)
{
  g_autoptr (PnrEdit) edit = pnr_edit_new ("Rename");
  g_autoptr (PnrProduct) product = pnr_product_new (4);

  pnr_product_set_name (product, "before");
  pnr_edit_put (edit, product);
  pnr_product_set_name (product, "after");
  g_assert_cmpstr (pnr_product_get_name (PNR_PRODUCT (pnr_edit_get_put (edit, 0))), ==, "before");
}

static void
test_words (void)
{
  int kind;

  g_assert_cmpstr (pnr_kind_to_word (PNR_TYPE_RELATION_KIND, PNR_RELATION_KIND_CROSS_SELL), ==,
                   "cross-sell");
  g_assert_true (pnr_kind_from_word (PNR_TYPE_PRICE_MODE, "Percent_Off", &kind));
  g_assert_cmpint (kind, ==, PNR_PRICE_MODE_PERCENT_OFF);
  g_assert_false (pnr_kind_from_word (PNR_TYPE_BUNDLE_KIND, "impure", &kind));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/nouns/every-noun", test_every_noun);
  g_test_add_func ("/nouns/bundle-price", test_bundle_price);
  g_test_add_func ("/nouns/approval", test_approval);
  g_test_add_func ("/nouns/edit-copies", test_edit_copies);
  g_test_add_func ("/nouns/words", test_words);
  return g_test_run ();
}
