using Clinic.Registration.Reports.Closings;
using Clinic.Registration.Reports.Figures;
using Clinic.Registration.Reports.LiveScreens;

namespace Clinic.Registration.Reports;

/// <summary>What is only read, and the signature under the records of a day.</summary>
static class ReportRoutes
{
    public static void Map(WebApplication app)
    {
        DoctorBoard.Map(app.MapGroup("/doctors").WithTags("Directory"));

        var closings = app.MapGroup("/record-closings").WithTags("Closing");
        CloseRecords.Map(closings);
        GetRecordClosing.Map(closings);

        WatchBoards.Map(app.MapGroup("/boards").WithTags("Boards"));

        var reports = app.MapGroup("/reports").WithTags("Reports");
        GetFirstAndReturnReport.Map(reports);
        GetReturnRateReport.Map(reports);
        GetClientNeedsReport.Map(reports);
        GetDiseaseSpectrumReport.Map(reports);
        GetSegmentsReport.Map(reports);
        GetCompletenessReport.Map(reports);
        GetReceptionTimelinessReport.Map(reports);
        GetTriageCountsReport.Map(reports);
    }
}
