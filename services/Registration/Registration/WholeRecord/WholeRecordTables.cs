using Clinic.Registration.WholeRecord.Forgotten;
using Clinic.Registration.WholeRecord.Merging;

namespace Clinic.Registration.WholeRecord;

/// <summary>The tables of what concerns the whole record of a client: joined with another, or forgotten.</summary>
static class WholeRecordTables
{
    internal const string MergedOnce = "client_merge_once";

    public static void Shape(ModelBuilder model)
    {
        model.Entity<ClientMerge>(merge =>
        {
            merge.HasIndex(clientMerge => clientMerge.MergedId).IsUnique().HasFilter("separated_at IS NULL").HasDatabaseName(MergedOnce);
            merge.HasIndex(clientMerge => clientMerge.KeptId);
        });
        model.Entity<MergeMove>().HasIndex(move => move.MergeId);
        model.Entity<Forgetting>();
    }
}
