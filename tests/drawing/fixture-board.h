/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A board with as many products and relations as asked for, the same each time. */
#pragma once

#include "base/pnr-money.h"
#include "drawing/pnr-board-scene.h"
#include "model/pnr-bundle.h"
#include "model/pnr-place.h"
#include "model/pnr-product.h"
#include "model/pnr-relation.h"

typedef struct {
  GListStore *products;
  GListStore *relations;
  GListStore *bundles;
  GListStore *places;
  PnrBoardScene *scene;
} Board;

/* @reach: how many rows and columns of cards a link may span; 0 for from anywhere to anywhere. */
static inline gint64
pick_partner (GRand *random, guint from, guint n_products, int reach)
{
  int column = (int) (from - 1) % 32, row = (int) (from - 1) / 32;
  int n_rows = ((int) n_products + 31) / 32;
  gint64 partner;

  if (reach == 0)
    return g_rand_int_range (random, 1, (gint32) n_products + 1);
  column = CLAMP (column + g_rand_int_range (random, -reach, reach + 1), 0, 31);
  row = CLAMP (row + g_rand_int_range (random, -reach, reach + 1), 0, n_rows - 1);
  partner = MIN (row * 32 + column + 1, (int) n_products);
  return partner != from ? partner : from % n_products + 1;
}

static inline Board
board_new_linked (guint n_products, guint n_relations, gboolean is_placed, int reach)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  Board board = { g_list_store_new (PNR_TYPE_PRODUCT), g_list_store_new (PNR_TYPE_RELATION),
                  g_list_store_new (PNR_TYPE_BUNDLE), g_list_store_new (PNR_TYPE_PLACE),
                  pnr_board_scene_new () };
  PnrComponent parts[] = {
    { .product_id = 1, .quantity = 1, .role = PNR_COMPONENT_ROLE_MAIN },
    { .product_id = 2, .quantity = 1, .role = PNR_COMPONENT_ROLE_AUXILIARY }
  };
  g_autoptr (PnrBundle) bundle = pnr_bundle_new (90001);

  for (guint i = 1; i <= n_products; i++) {
    g_autoptr (PnrProduct) product = pnr_product_new (i);
    g_autofree char *name = g_strdup_printf ("Trail shoe number %u & more", i);
    g_autofree char *sku = g_strdup_printf ("TS-%04u", i);

    pnr_product_set_name (product, name);
    pnr_product_set_sku (product, sku);
    pnr_product_set_price_minor (product, 1990 + i * 10);
    g_list_store_append (board.products, product);
    if (is_placed) {
      g_autoptr (PnrPlace) place = pnr_place_new (50000 + i);

      pnr_place_set_product_id (place, i);
      pnr_place_set_x (place, (i - 1) % 32 * 224.0);
      pnr_place_set_y (place, (i - 1) / 32 * 104.0);
      g_list_store_append (board.places, place);
    }
  }
  for (guint i = 1; i <= n_relations; i++) {
    g_autoptr (PnrRelation) relation = pnr_relation_new (10000 + i);

    pnr_relation_set_from_id (relation, (i - 1) % n_products + 1);
    pnr_relation_set_to_id (relation,
                            pick_partner (random, (i - 1) % n_products + 1, n_products, reach));
    pnr_relation_set_kind (relation, i % 4);
    pnr_relation_set_two_way (relation, i % 5 == 0);
    g_list_store_append (board.relations, relation);
  }
  pnr_bundle_set_name (bundle, "Starter kit");
  pnr_bundle_set_components (bundle, parts, 2);
  g_list_store_append (board.bundles, bundle);
  pnr_board_scene_set_lists (board.scene, G_LIST_MODEL (board.products),
                             G_LIST_MODEL (board.relations), G_LIST_MODEL (board.bundles),
                             G_LIST_MODEL (board.places), NULL);
  return board;
}

static inline Board
board_new (guint n_products, guint n_relations, gboolean is_placed)
{
  return board_new_linked (n_products, n_relations, is_placed, 0);
}

/* The sample shop for suits, in names of several scripts and lengths, as nobody has placed it. */
static inline Board
board_new_suits (void)
{
  static const struct {
    const char *name;
    const char *sku;
    gint64 price_minor;
  } products[] = {
    { "Jacket “Navigator”, navy", "JKT-NAVY", 12000 },
    { "Suit trousers, navy", "TRS-NAVY", 7900 },
    { "Silk tie, burgundy", "TIE-SILK", 3000 },
    { "Cufflinks, silver knot", "CUFF-SILVER", 4500 },
    { "Jacket “Statesman”, grey", "JKT-GREY", 13900 },
    { "Tweed jacket “Moor”", "JKT-TWEED", 18900 },
    { "Linen jacket “Riviera”", "JKT-LINEN", 15900 },
    { "Velvet dinner jacket", "JKT-VELVET", 123456789 },
    { "Shirt with double cuffs", "SHIRT-FRENCH", 6500 },
    { "Dress shirt, white", "SHIRT-WHITE", 4900 },
    { "Samtschlafanzugoberteil mit Perlmuttknöpfen", "SCHLAF-0000001-XL-BLAU", 8900 },
    { "حذاء جلدي أسود", "SHOE-1", 14900 },
    { "נעלי ספורט", "SHOE-2", 15900 },
    { "Waistcoat, navy", "WST-NAVY", PNR_MONEY_UNKNOWN },
    { "Bow tie, black", "TIE-BOW", 2800 },
  };
  static const struct {
    gint64 from;
    gint64 to;
    PnrRelationKind kind;
  } relations[] = {
    { 1, 2, PNR_RELATION_KIND_CROSS_SELL },   { 1, 3, PNR_RELATION_KIND_CROSS_SELL },
    { 1, 4, PNR_RELATION_KIND_CROSS_SELL },   { 1, 5, PNR_RELATION_KIND_UPSELL },
    { 5, 6, PNR_RELATION_KIND_UPSELL },       { 7, 8, PNR_RELATION_KIND_ALTERNATIVE },
    { 9, 4, PNR_RELATION_KIND_REQUIRED },     { 1, 10, PNR_RELATION_KIND_CROSS_SELL },
    { 10, 15, PNR_RELATION_KIND_CROSS_SELL }, { 12, 13, PNR_RELATION_KIND_ALTERNATIVE },
    { 2, 12, PNR_RELATION_KIND_CROSS_SELL },  { 14, 1, PNR_RELATION_KIND_CROSS_SELL },
    { 11, 9, PNR_RELATION_KIND_ALTERNATIVE }, { 10, 1, PNR_RELATION_KIND_UPSELL },
  };
  PnrComponent parts[] = {
    { .product_id = 1, .quantity = 1, .role = PNR_COMPONENT_ROLE_MAIN },
    { .product_id = 3, .quantity = 1, .role = PNR_COMPONENT_ROLE_AUXILIARY },
    { .product_id = 4, .quantity = 1, .role = PNR_COMPONENT_ROLE_AUXILIARY }
  };
  Board board = { g_list_store_new (PNR_TYPE_PRODUCT), g_list_store_new (PNR_TYPE_RELATION),
                  g_list_store_new (PNR_TYPE_BUNDLE), g_list_store_new (PNR_TYPE_PLACE),
                  pnr_board_scene_new () };
  g_autoptr (PnrBundle) bundle = pnr_bundle_new (90001);

  for (guint i = 0; i < G_N_ELEMENTS (products); i++) {
    g_autoptr (PnrProduct) product = pnr_product_new (i + 1);

    pnr_product_set_name (product, products[i].name);
    pnr_product_set_sku (product, products[i].sku);
    pnr_product_set_price_minor (product, products[i].price_minor);
    g_list_store_append (board.products, product);
  }
  for (guint i = 0; i < G_N_ELEMENTS (relations); i++) {
    g_autoptr (PnrRelation) relation = pnr_relation_new (10001 + i);

    pnr_relation_set_from_id (relation, relations[i].from);
    pnr_relation_set_to_id (relation, relations[i].to);
    pnr_relation_set_kind (relation, relations[i].kind);
    pnr_relation_set_two_way (relation, relations[i].kind == PNR_RELATION_KIND_ALTERNATIVE);
    g_list_store_append (board.relations, relation);
  }
  pnr_bundle_set_name (bundle, "Suit set: jacket, tie and cufflinks");
  pnr_bundle_set_components (bundle, parts, G_N_ELEMENTS (parts));
  g_list_store_append (board.bundles, bundle);
  pnr_board_scene_set_lists (board.scene, G_LIST_MODEL (board.products),
                             G_LIST_MODEL (board.relations), G_LIST_MODEL (board.bundles),
                             G_LIST_MODEL (board.places), NULL);
  return board;
}

static inline void
board_clear (Board *board)
{
  g_clear_object (&board->scene);
  g_clear_object (&board->products);
  g_clear_object (&board->relations);
  g_clear_object (&board->bundles);
  g_clear_object (&board->places);
}
