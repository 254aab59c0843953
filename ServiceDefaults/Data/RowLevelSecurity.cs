using System.Text;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Clinic.ServiceDefaults;

/// <summary>
/// The second check of who sees a row: SQL, derived from the model, that forces row-level security on every table not named as an
/// exception and gives the service's login no more than it needs. Provision runs it as the owner; it is harmless to repeat.
/// </summary>
public static class RowLevelSecurity
{
    /// <summary>The statements for one database and the login of its service.</summary>
    public static string For(IModel model, string login)
    {
        StringBuilder sql = new(
            $"""
            CREATE OR REPLACE FUNCTION clinic_branches() RETURNS uuid[] LANGUAGE sql STABLE AS
              $$ SELECT coalesce(nullif(current_setting('clinic.branches', true), ''), '{"{}"}')::uuid[] $$;
            CREATE OR REPLACE FUNCTION clinic_person() RETURNS uuid LANGUAGE sql STABLE AS
              $$ SELECT nullif(current_setting('clinic.person', true), '')::uuid $$;
            CREATE OR REPLACE FUNCTION clinic_sees_all() RETURNS boolean LANGUAGE sql STABLE AS
              $$ SELECT coalesce(current_setting('clinic.group', true), '') = 'all' $$;
            REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {login};
            GRANT USAGE ON SCHEMA public TO {login};
            GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {login};
            GRANT SELECT ON "__EFMigrationsHistory" TO {login};
            CREATE OR REPLACE FUNCTION clinic_sealed_once() RETURNS trigger LANGUAGE plpgsql AS $$
              BEGIN RAISE EXCEPTION 'a row that is only added is sealed once' USING ERRCODE = 'insufficient_privilege'; END $$;
            {Forgetting(login)}
            """
        );
        // Whether somebody exists is asked of the whole group, since a fact of one branch may name people of another; and of nothing else.
        sql.AppendLine(
            CultureInfo.InvariantCulture,
            $"""
            CREATE OR REPLACE FUNCTION clinic_unknown(branches uuid[], people uuid[])
              RETURNS TABLE (awaits text, awaited_id uuid) LANGUAGE plpgsql AS $$
              DECLARE asks_for text := coalesce(current_setting('clinic.group', true), '');
              BEGIN
                PERFORM set_config('clinic.group', 'all', true);
                RETURN QUERY {Unknown(model, Awaited.Branch, "branches")} UNION ALL {Unknown(model, Awaited.Person, "people")};
                PERFORM set_config('clinic.group', asks_for, true);
              END $$;
            """
        );
        foreach (
            var type in model
                .GetEntityTypes()
                .Where(type => type.GetTableName() is not null)
                .OrderBy(type => type.GetTableName(), StringComparer.Ordinal)
        )
        {
            var table = type.GetTableName()!;
            var onlyAdded = type.ClrType == typeof(InboxRow) || typeof(IAppendOnly).IsAssignableFrom(type.ClrType);
            var rights =
                type.ClrType == typeof(OutboxRow) ? "SELECT, INSERT, UPDATE (attempts, not_before)"
                : onlyAdded ? "SELECT, INSERT"
                : "SELECT, INSERT, UPDATE, DELETE";
            sql.AppendLine(CultureInfo.InvariantCulture, $"GRANT {rights} ON {table} TO {login};");
            if (onlyAdded)
                SealOnce(sql, table, SealedFields.ColumnsOf(type), login);
            if (OutsideScope(type) is not null)
                continue;

            var sees =
                Sees(type)
                ?? throw new InvalidOperationException(
                    $"{type.ClrType.Name} has no branch, no person and no reason to be outside of scope."
                );
            // A log is written wherever work happens, also by someone who may not read it there.
            var writes = type.ClrType == typeof(AuditRow) || type.ClrType == typeof(TrailRow) ? "true" : sees;
            sql.AppendLine(
                CultureInfo.InvariantCulture,
                $"""
                ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
                ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
                DROP POLICY IF EXISTS scope ON {table};
                CREATE POLICY scope ON {table} USING ({sees}) WITH CHECK ({writes});
                """
            );
        }
        return sql.ToString();
    }

    // A table to which rows are only added: words that an earlier build left clear are sealed, and nothing else in it ever changes.
    static void SealOnce(StringBuilder sql, string table, IReadOnlyList<string> columns, string login)
    {
        foreach (var column in columns)
            sql.AppendLine(
                CultureInfo.InvariantCulture,
                $"""
                GRANT UPDATE ({column}) ON {table} TO {login};
                CREATE OR REPLACE TRIGGER sealed_once_{column} BEFORE UPDATE OF {column} ON {table} FOR EACH ROW
                  WHEN (OLD.{column} IS NULL OR get_byte(OLD.{column}, 0) <> {SealedText.Clear}
                    OR NEW.{column} IS NULL OR get_byte(NEW.{column}, 0) = {SealedText.Clear})
                  EXECUTE FUNCTION clinic_sealed_once();
                """
            );
    }

    // The two ways in which a service forgets messages; its login deletes from neither table itself. Both run as the owner, see the
    // tables of this schema only, and belong to nobody else.
    // Sent rows: only for the sender that holds the lease in this epoch.
    // Inbox rows: the service says from when on it wants to keep them, by the platform's clock, but whoever took it over would say
    // "none", and a repeated message would act again. So the database's own clock sets a limit that no row and no caller can move
    // (the newest row could: the service writes those). A platform's clock that was moved ahead only keeps rows for longer.
    static string Forgetting(string login) =>
        $"""
            CREATE OR REPLACE FUNCTION clinic_forget_sent(seqs bigint[], sender uuid, held bigint) RETURNS bigint
              LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
              $$ WITH gone AS (
                   DELETE FROM public.outbox WHERE seq = ANY (seqs)
                     AND EXISTS (SELECT FROM public.lease WHERE name = 'outbox' AND owner = sender AND epoch = held) RETURNING seq)
                 SELECT count(*) FROM gone $$;
            CREATE OR REPLACE FUNCTION clinic_forget_heard(older_than timestamptz) RETURNS bigint
              LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
              $$ WITH gone AS (
                   DELETE FROM public.inbox WHERE at < LEAST(older_than, clock_timestamp() - interval '{InboxRow.DaysKept} days')
                     RETURNING at)
                 SELECT count(*) FROM gone $$;
            REVOKE ALL ON FUNCTION clinic_forget_sent, clinic_forget_heard FROM PUBLIC;
            GRANT EXECUTE ON FUNCTION clinic_forget_sent, clinic_forget_heard TO {login};
            """;

    /// <summary>Why a table has no scope, or null when it has one.</summary>
    public static string? OutsideScope(IReadOnlyTypeBase type) => type.ClrType.GetCustomAttribute<OutsideScopeAttribute>()?.Reason;

    // A service that keeps no list of them knows none.
    static string Unknown(IModel model, Awaited awaited, string asked)
    {
        var sql = $"SELECT '{awaited}'::text, asked.id FROM unnest({asked}) AS asked (id)";
        foreach (var type in model.GetEntityTypes())
        {
            if (type.ClrType.GetCustomAttribute<KnownHereAttribute>() is not { } mark || mark.Awaited != awaited)
                continue;
            var once = mark.Once is { } property ? $" AND known.{type.FindProperty(property)!.GetColumnName()} IS NOT NULL" : "";
            var key = type.FindPrimaryKey()!.Properties[0].GetColumnName();
            sql += $" WHERE NOT EXISTS (SELECT FROM {type.GetTableName()} AS known WHERE known.{key} = asked.id{once})";
        }
        return sql;
    }

    // Each function stands in a sub-select so that PostgreSQL asks it once per statement, not once per row.
    static string? Sees(IReadOnlyTypeBase type)
    {
        List<string> ways = [];
        if (typeof(IBranchScoped).IsAssignableFrom(type.ClrType))
            ways.Add("branch_id = ANY ((SELECT clinic_branches())::uuid[])");
        if (typeof(IPersonScoped).IsAssignableFrom(type.ClrType))
            ways.Add("person_id = (SELECT clinic_person())");
        return ways.Count == 0 ? null : $"(SELECT clinic_sees_all()) OR {string.Join(" OR ", ways)}";
    }
}
