using Clinic.Registration.Reports.Closings;

namespace Clinic.Registration.Reports;

/// <summary>The table of the days whose records somebody signed.</summary>
static class ReportTables
{
    public static void Shape(ModelBuilder model)
    {
        model.Entity<RecordClosing>().HasIndex(recordClosing => new { recordClosing.BranchId, recordClosing.Day });
    }
}
