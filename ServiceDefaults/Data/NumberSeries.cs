namespace Clinic.ServiceDefaults;

/// <summary>The last number of a series, without gaps; what the series is of (a branch, a year, a kind) is its primary key.</summary>
public interface INumberSeries
{
    /// <summary>0 before the first number.</summary>
    int LastNumber { get; }
}

/// <summary>Numbers that follow each other.</summary>
public static class NumberSeries
{
    /// <summary>The next number of a series, which begins with 1. Whoever comes next waits until this transaction ends.</summary>
    /// <param name="series">Any object with the key of the series.</param>
    public static async Task<int> NextNumber<TSeries>(this ServiceDb db, TSeries series, CancellationToken stop)
        where TSeries : class, INumberSeries
    {
        var type = db.Model.FindEntityType(typeof(TSeries))!;
        var table = type.GetTableName();
        var key = type.FindPrimaryKey()!.Properties;
        var columns = string.Join(", ", key.Select(property => property.GetColumnName()));
        var values = key.Select(property => property.GetGetter().GetClrValue(series)!).ToArray();
        var places = string.Join(", ", values.Select((_, at) => $"{{{at}}}"));
        var sql = $$"""
            INSERT INTO {{table}} ({{columns}}, last_number) VALUES ({{places}}, 1)
            ON CONFLICT ({{columns}}) DO UPDATE SET last_number = {{table}}.last_number + 1 RETURNING last_number AS "Value"
            """;
        // Names of the model only; what comes from outside is a parameter.
        return (await db.Database.SqlQueryRaw<int>(sql, values).ToListAsync(stop))[0];
    }
}
